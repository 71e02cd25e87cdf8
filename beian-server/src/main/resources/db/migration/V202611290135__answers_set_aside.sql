-- What was answered before an approval was chosen that answers it; it returns when that is left.
create table answer_set_aside (
  application_id uuid not null references application (id),
  field          text not null,
  item           text not null default '',
  value          text not null,
  origin         text not null,
  evidence       text not null default '',
  confirmed      boolean not null,
  answered_by    uuid references user_account (id),
  answered_at    timestamptz not null,
  primary key (application_id, field, item)
);
