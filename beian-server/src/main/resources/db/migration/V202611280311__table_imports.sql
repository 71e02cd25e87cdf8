-- A table that somebody sent, between the preview and the act, and what became of its rows. It is
-- his alone, and gone after a day.
create table table_import (
    id        uuid        not null primary key,
    kind      text        not null constraint table_import_kind_known check (kind in ('UNITS', 'PEOPLE')),
    person_id uuid        not null references user_account (id) on delete cascade,
    content   text        not null,                  -- empty once it was acted on
    results   text        not null default '',
    made_at   timestamptz not null,
    done_at   timestamptz
);
create index table_import_person on table_import (person_id, kind);
create index table_import_made on table_import (made_at);
