-- An upload that is all here is put in its place without being copied: its digest is known before.
-- One for which there was no room is not tried again every minute.
alter table package_part add column sha256 varchar(64), add column refused_at timestamptz;
