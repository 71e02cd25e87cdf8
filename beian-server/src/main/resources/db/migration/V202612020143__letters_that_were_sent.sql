-- That an office wrote to a unit about its unfiled apps, and on which day; undone, not deleted.
create table reminder_sent (
    id              uuid        primary key,
    organization_id uuid        not null references organization (id),
    office_id       uuid        not null references organization (id),
    sent_on         date        not null,
    made_by         uuid        not null references user_account (id),
    made_at         timestamptz not null,
    undone_by       uuid        references user_account (id),
    undone_at       timestamptz,
    constraint reminder_sent_undone check ((undone_by is null) = (undone_at is null))
);
create unique index reminder_sent_of_unit on reminder_sent (organization_id, office_id, sent_on)
  where undone_at is null;
