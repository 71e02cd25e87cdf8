-- What the letter lists with which an application was sent back (R-14).
create table returned_finding (
  application_id uuid not null references application (id),
  round          int not null,   -- which return, from 1
  item           int not null,   -- place in the list, from 1
  rule_id        text not null,
  title_zh       text not null,
  title_en       text not null,
  why            text not null,
  reason         text not null,
  primary key (application_id, round, item)
);

alter table returned_finding add constraint returned_finding_why_known check (why in (
    'CONFIRMED', 'REJECTED', 'TEST_FAILED'));
