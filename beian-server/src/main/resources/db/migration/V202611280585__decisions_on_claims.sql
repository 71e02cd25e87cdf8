-- Whose an app of an inventory is, as a supervisor found; taken back, it stays here.
create table claim_decision (
  id            uuid primary key,
  app_id        uuid not null references app (id),
  claim_id      uuid not null references app_claim (id),   -- that was found right
  owner_before  uuid,
  owner_after   uuid,
  person_id     uuid not null references user_account (id),
  made_at       timestamptz not null,
  taken_back_at timestamptz,
  taken_back_by uuid references user_account (id),
  check ((taken_back_at is null) = (taken_back_by is null))
);
create index claim_decision_of_app on claim_decision (app_id, made_at);
create index claim_decision_latest on claim_decision (made_at);

-- Which decision ended a claim.
alter table app_claim add column decision_id uuid references claim_decision (id);
create index app_claim_of_decision on app_claim (decision_id) where decision_id is not null;

-- Units learn of it.
alter table notification add column app_id uuid references app (id);   -- of what is about no case
create index notification_app on notification (app_id) where app_id is not null;
alter table notification drop constraint notification_kind_known;
alter table notification add constraint notification_kind_known check (kind in (
    'TURN', 'DUE_SOON', 'HANDED', 'CONCLUDED', 'WEBHOOK_OFF', 'NUMBER_NOTED', 'NUMBER_LATE',
    'LAUNCH_MATCHES', 'CLAIM_FOR', 'CLAIM_AGAINST', 'CLAIM_ANEW'));

create or replace function app_moved_along() returns text[] language sql immutable as $$
  select array['app', 'app_claim', 'app_distinct', 'app_identity', 'app_merge', 'app_using_unit',
    'application', 'claim_decision', 'inventory_entry', 'notification']
$$;
