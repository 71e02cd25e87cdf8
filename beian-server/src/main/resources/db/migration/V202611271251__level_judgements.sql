-- How reviewers judged the reason for which a unit of a county develops its own app (R-03).
-- The latest about the reason as it stands counts; earlier ones are kept.

create table level_judgement (
  id             bigint generated always as identity primary key,
  application_id uuid not null references application (id),
  stated         text not null,
  accepted       boolean not null,
  reason         text not null check (reason <> ''),
  judged_by      uuid not null references user_account (id),
  judged_at      timestamptz not null
);
create index level_judgement_of on level_judgement (application_id, id);
