-- The holiday notice of a year is proposed by one administrator and confirmed by another.
create table holiday_notice_request (
    id           uuid        primary key,
    year         integer     not null,
    citation     text        not null,
    days         text        not null,  -- a line a day
    requested_by uuid        not null references user_account (id),
    requested_at timestamptz not null,
    state        text        not null constraint holiday_notice_request_state_known check (state in (
        'OPEN', 'CONFIRMED', 'DECLINED', 'WITHDRAWN')),
    decided_by   uuid        references user_account (id),
    decided_at   timestamptz,
    reason       text        not null default '',
    check ((state = 'OPEN') = (decided_at is null)),
    check (state not in ('CONFIRMED', 'DECLINED') or decided_by <> requested_by),
    check ((state = 'DECLINED') = (reason <> ''))
);
create unique index holiday_notice_request_open on holiday_notice_request (year) where state = 'OPEN';
create index holiday_notice_request_requester on holiday_notice_request (requested_by);
create index holiday_notice_request_decider on holiday_notice_request (decided_by);

-- Those who work by the limits learn of both.
alter table notification add column holiday_request_id uuid
  references holiday_notice_request (id) on delete cascade;
create index notification_holiday_request on notification (holiday_request_id)
  where holiday_request_id is not null;
alter table notification drop constraint notification_kind_known;
alter table notification add constraint notification_kind_known check (kind in (
    'TURN', 'DUE_SOON', 'HANDED', 'CONCLUDED', 'WEBHOOK_OFF', 'NUMBER_NOTED', 'NUMBER_REMOVED',
    'NUMBER_DISPUTED', 'NUMBER_DECIDED', 'NUMBER_LATE',
    'LAUNCH_MATCHES', 'CLAIM_FOR', 'CLAIM_AGAINST', 'CLAIM_ANEW', 'APP_MERGED', 'ROLES_ASKED',
    'PARAMETER_ASKED', 'PARAMETER_CHANGED', 'CALENDAR_ASKED', 'CALENDAR_CHANGED'));
