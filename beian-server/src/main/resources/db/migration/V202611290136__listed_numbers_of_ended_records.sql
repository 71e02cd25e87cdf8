-- A row of a list that means a record that has ended is not noted on it, and still found by its number.
alter table official_list_number add column number text not null default '';
