-- What was written of the end of an app that turned out to be online: the next statement begins with it.
create table app_offline_corrected (
    app_id     uuid        primary key references app (id) on delete cascade,
    offline_on date        not null,
    disposed   text        not null,
    evidence   text        not null,
    person_id  uuid        not null references user_account (id),
    made_at    timestamptz not null
);
create index app_offline_corrected_person on app_offline_corrected (person_id);
