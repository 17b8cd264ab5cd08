"""The researcher's workbook: one module a sheet or a matter. `book.write_book` puts it together; docs/workbook.md describes it."""
