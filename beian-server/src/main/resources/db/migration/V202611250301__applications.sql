-- Applications for filing: what is asked, what was answered and by whom, what was decided.

create table application (
  id              uuid primary key,
  version         integer not null default 1,
  kind            text not null,
  form            text not null,                -- APP, MINI_PROGRAM, QUICK_APP, WEB
  state           text not null,
  route           text not null,
  app_name        text not null default '',
  organization_id uuid not null references organization (id),
  division        text not null,
  handler_id      uuid not null references user_account (id),
  ready           boolean not null default false, -- handed to the approver
  signed_by       uuid references user_account (id),
  signed_at       timestamptz,
  round           integer not null default 0,   -- completeness reviews entered
  due_on          date,                         -- copy of the running limit, for queues
  due_verified    boolean not null default true,
  number          text unique,
  created_at      timestamptz not null,
  updated_at      timestamptz not null
);
create index application_queue on application (state, division, due_on);
create index application_organization on application (organization_id, updated_at);

create table application_package (
  application_id uuid not null references application (id),
  package_id     uuid not null,                 -- as taken in
  part           text not null,                 -- REVIEW or LAUNCH
  identity       text not null default '',      -- package name or AppID, once read
  test_id        uuid,                          -- latest test; the test of record once submitted
  added_at       timestamptz not null,
  primary key (application_id, package_id, part)
);
create index application_package_identity on application_package (identity) where identity <> '';

create table answer (
  application_id uuid not null references application (id),
  field          text not null,
  item           text not null default '',      -- package, function or rule that it is answered for
  value          text not null,
  origin         text not null,
  evidence       text not null default '',      -- place in the package, record, or number of the earlier filing
  confirmed      boolean not null,
  answered_by    uuid references user_account (id),
  answered_at    timestamptz not null,
  primary key (application_id, field, item)
);

-- How the national reviewer saw a finding; bound to the test, so that a new test is judged anew.
create table judgement (
  application_id uuid not null references application (id),
  test_id        uuid not null,
  rule_id        text not null,
  outcome        text not null,
  reason         text not null,
  judged_by      uuid not null references user_account (id),
  judged_at      timestamptz not null,
  primary key (application_id, test_id, rule_id)
);

-- The votes of the two seats on the list of gaps as it stood.
create table seat_vote (
  application_id uuid not null references application (id),
  round          integer not null,
  seat           text not null,
  decision       text not null,
  reason         text not null default '',
  voted_by       uuid not null references user_account (id),
  voted_at       timestamptz not null,
  primary key (application_id, round, seat)
);

create table gap (
  application_id uuid not null references application (id),
  round          integer not null,
  field          text not null,
  item           text not null default '',
  demand         text not null,
  follows_field  text,                          -- in a later list: the demand whose answer is its ground
  follows_item   text,
  ticked_by      uuid not null references user_account (id),
  ticked_at      timestamptz not null,
  told_at        timestamptz,
  primary key (application_id, round, field, item)
);

create table application_event (
  id             bigint generated always as identity primary key,
  application_id uuid not null references application (id),
  at             timestamptz not null,
  actor_id       uuid references user_account (id),
  name           text not null,                 -- a cause of the state graph, or a command
  from_state     text not null,
  to_state       text not null,
  expected_on    date,                          -- of an extension
  detail         text not null default ''
);
create index application_event_of on application_event (application_id, id);

create table launch_build (
  application_id uuid not null references application (id),
  package_id     uuid not null,
  outcome        text not null,                 -- WAITING, ACCEPTED or DIFFERENT
  detail         text not null default '',
  handed_in_by   uuid not null references user_account (id),
  handed_in_at   timestamptz not null,
  primary key (application_id, package_id)
);
