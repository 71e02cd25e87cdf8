-- A keyed digest of each row of the audit trail: the key is outside the database. Rows from before
-- this version have none.
alter table audit_entry add column seal text;
