-- What a person looks for again and again, under a name of his own choice; nobody else reads it.
create table work_view (
    id         uuid        not null primary key,
    person_id  uuid        not null references user_account (id) on delete cascade,
    name       text        not null,
    query      text        not null,                   -- as the address of the list says it
    saved_at   timestamptz not null,
    removed_at timestamptz                             -- taken away; for a day it can be brought back
);
create index work_view_person on work_view (person_id, saved_at);

-- What officials write for one another beside a case. It is never part of the case.
create table case_note (
    id             uuid        not null primary key,
    procedure_name text        not null,               -- as the audit trail calls its cases
    case_id        uuid        not null,
    author_id      uuid        not null references user_account (id),
    at             timestamptz not null,
    text           text        not null,
    taken_back_at  timestamptz
);
create index case_note_case on case_note (case_id, procedure_name, at);

-- What an official looks at first in a case, derived with its row.
alter table work_item add column mark text not null default '';
alter table work_item add column mark_count integer not null default 0;
-- A letter names the last digits of the id of its case.
create index work_item_letter on work_item (right(case_id::text, 12));

-- Lists are those of the worklist; nothing reads these any more.
drop index application_queue;
drop index application_queue_order;
drop index supervision_case_region;
drop index supervision_case_order;
drop index supervision_case_closed;
drop index inquiry_case_region;
drop index inquiry_case_order;
drop index inquiry_case_closed;
drop index inquiry_case_closed_unit;
