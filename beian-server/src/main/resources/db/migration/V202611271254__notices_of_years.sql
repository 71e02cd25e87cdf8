-- Holiday notices are entered by people and may be replaced; limits that reach into a year without
-- notice are provisional and are computed again when it comes.

alter table holiday_notice add column entered_by text not null default '';

create table former_holiday_notice (
  id          bigint generated always as identity primary key,
  year        int not null,
  citation    text not null,
  entered_by  text not null,
  entered_at  timestamptz not null,
  days        text not null,               -- a line a day
  replaced_at timestamptz not null
);

alter table application add column due_provisional boolean not null default false;
