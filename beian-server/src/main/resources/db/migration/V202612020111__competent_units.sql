-- Units that may confirm an exception for another although the register does not put them above it:
-- one administrator names them, another confirms.
create table competent_unit (
  id              uuid primary key,
  organization_id uuid not null references organization (id),
  upper_id        uuid not null references organization (id),
  state           text not null check (state in ('OPEN', 'CONFIRMED', 'ENDED')),
  requested_by    uuid not null references user_account (id),
  requested_at    timestamptz not null,
  confirmed_by    uuid references user_account (id),
  confirmed_at    timestamptz,
  ended_by        uuid references user_account (id),
  ended_at        timestamptz,
  check (confirmed_by is null or confirmed_by <> requested_by),
  check ((state = 'CONFIRMED') <= (confirmed_by is not null))
);

create unique index competent_unit_once on competent_unit (organization_id, upper_id)
  where state <> 'ENDED';
create index competent_unit_upper on competent_unit (upper_id);
create index competent_unit_requester on competent_unit (requested_by);
create index competent_unit_confirmer on competent_unit (confirmed_by);
create index competent_unit_ender on competent_unit (ended_by);

-- Why the unit that confirmed was competent; null of what was confirmed before this was asked.
alter table level_exception add column competence text
  check (competence in ('REGISTER', 'NAMED'));
