-- Apps are alike whose names differ by case, width, blanks and punctuation alone.
create function folded_app_name(name text) returns text
  language sql immutable strict parallel safe
  return translate(lower(normalize(name, NFKC)),
    U&' \0009\000A\000D\00A0\200B\200C\200D\FEFF_.,:;!?''"`^~@#$%&*+=|/\\()[]{}<>·•…—–‐-、。《》【】「」“”‘’', '');

-- What an inventory says of an app.
alter table app add column folded_name text not null
  generated always as (folded_app_name(name)) stored;
alter table app add column region text;          -- whose inventory names it first; null for none
alter table app add column online_since date;
alter table app add column merged_into uuid references app (id);
create index app_by_name on app (folded_name) where merged_into is null;
create index app_without_owner on app (region, created_at, id)
  where owner_id is null and merged_into is null;

-- A row of an inventory that was taken: where what is known of an app comes from.
create table inventory_entry (
  id           bigint generated always as identity primary key,
  app_id       uuid not null references app (id),
  row_key      text not null unique,             -- unit, form and identity, else name: once
  import_id    uuid not null,
  line         integer not null,
  person_id    uuid not null references user_account (id),
  region       text not null,
  name         text not null,
  platform     text not null,
  identity     text not null,
  unit_name    text not null,
  unit_code    text not null,
  online_since date,
  offered      text not null,
  note         text not null,
  made_at      timestamptz not null
);
create index inventory_entry_of_app on inventory_entry (app_id, id);

-- Whose an app is, as units say.
create table app_claim (
  id              uuid primary key,
  app_id          uuid not null references app (id),
  organization_id uuid not null references organization (id),
  person_id       uuid not null references user_account (id),
  said            text not null constraint app_claim_said_known check (said in ('OURS', 'NOT_OURS')),
  reason          text not null,
  owner_before    uuid,
  made_at         timestamptz not null,
  ended_at        timestamptz,
  ended_by        uuid references user_account (id),
  ending          text constraint app_claim_ending_known
    check (ending in ('UNDONE', 'CONFIRMED', 'REJECTED')),
  check ((ended_at is null) = (ending is null))
);
create unique index app_claim_open on app_claim (app_id, organization_id) where ended_at is null;
create index app_claim_of_unit on app_claim (organization_id, made_at);

-- Two entries for one app, of which one is left.
create table app_merge (
  from_app_id uuid not null references app (id),
  into_app_id uuid not null references app (id),
  name        text not null,
  person_id   uuid not null references user_account (id),
  made_at     timestamptz not null,
  primary key (from_app_id)
);
create index app_merge_into on app_merge (into_app_id);

alter table table_import drop constraint table_import_kind_known;
alter table table_import add constraint table_import_kind_known
  check (kind in ('UNITS', 'PEOPLE', 'OFFICIAL_NUMBERS', 'INVENTORY', 'STORE_LIST'));
