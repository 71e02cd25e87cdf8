-- An app that went offline and never had a number (R-18): since when, and what its unit says of it.
create table app_offline (
  app_id     uuid primary key references app (id),
  offline_on date not null,
  disposed   text not null,                     -- what became of the data
  evidence   text not null,                     -- how it can be seen that it is offline
  person_id  uuid not null references user_account (id),
  made_at    timestamptz not null
);
