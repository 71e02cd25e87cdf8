-- Rows of published lists that fitted no record here: who looks such a number up is told that a list has it.
create table official_list_number (
    batch_id     uuid not null references official_batch (id) on delete cascade,
    official     text not null check (official <> '' and char_length(official) <= 64),
    app_name     text not null check (char_length(app_name) <= 500),
    sponsor_name text not null check (char_length(sponsor_name) <= 500),
    primary key (batch_id, official)
);
create index official_list_number_key on official_list_number (official_number_key(official));
-- A name that is not public is not told by a list; whether it is one is asked for each number that a list has.
create index filing_record_restricted_name on filing_record (folded_app_name(app_name)) where restricted;
