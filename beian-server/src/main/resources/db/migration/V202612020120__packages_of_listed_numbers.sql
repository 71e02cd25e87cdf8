-- The package name or AppID that a published list gives for a number; empty where it gives none.
alter table official_list_number add column package_id text not null default '';
create index official_list_number_package on official_list_number (package_id)
  where package_id <> '';
