-- Who learned of what in a case: that it is his turn, that a last day comes near, that somebody
-- handed it to him, that it is decided. A row points to a case; what it says is made of the case
-- when it is read or sent, for whoever may still read it. Cases that are there already notify nobody.
create table notification (
    id             bigint      not null generated always as identity primary key,
    person_id      uuid        not null references user_account (id) on delete cascade,
    kind           text        not null constraint notification_kind_known check (kind in (
        'TURN', 'DUE_SOON', 'HANDED', 'CONCLUDED', 'WEBHOOK_OFF')),
    procedure_name text        not null default '',    -- empty where it is about no case
    case_id        uuid,
    role           text        not null constraint notification_role_known check (role in (
        'HANDLER', 'APPROVER', 'COMPLETENESS_REVIEWER', 'GOVERNMENT_SERVICE_REVIEWER',
        'NATIONAL_REVIEWER', 'SIGNER', 'SUPERVISOR', 'RULEBOOK_ADMINISTRATOR',
        'SYSTEM_ADMINISTRATOR', 'AUDITOR')),           -- by which he learned of it
    state          text        not null default '',    -- of the case at that time
    at             timestamptz not null,
    read_at        timestamptz
);
create index notification_person on notification (person_id, id desc);
create index notification_unread on notification (person_id) where read_at is null;
create index notification_case on notification (case_id) where read_at is null;
create index notification_at on notification (at);

-- Days of cases of which people were notified, so that it happens once.
create table notified_day (
    procedure_name text not null,
    case_id        uuid not null,
    kind           text not null constraint notified_day_kind_known check (kind in ('TURN', 'DUE_SOON')),
    day            date not null,
    primary key (case_id, procedure_name, kind, day)
);
create index notified_day_day on notified_day (day);
insert into notified_day (procedure_name, case_id, kind, day)
select distinct procedure_name, case_id, 'TURN', begins_on
  from work_turn where begins_on <= current_date + 1;
create index work_turn_begins on work_turn (begins_on, case_id) where begins_on is not null;
create index work_item_open_due on work_item (due_on, case_id) where closed_at is null;
create index user_account_roles on user_account using gin (roles) where active;

-- Where a person wants to get mail, by his own choice.
create table mail_address (
    person_id   uuid        not null primary key references user_account (id) on delete cascade,
    address     text        not null,
    language    text        not null constraint mail_address_language_known check (language in ('zh', 'en')),
    delivery    text        not null constraint mail_address_delivery_known check (delivery in (
        'AT_ONCE', 'DAILY', 'NONE')),
    code_sha256 text,                                  -- of the code that was mailed last
    code_until  timestamptz,
    attempts    integer     not null default 0,
    verified_at timestamptz,
    digest_id   bigint      not null default 0         -- last notification that a daily mail looked at
);

-- Where a unit wants its notifications to be posted.
create table webhook (
    organization_id uuid        not null primary key references organization (id) on delete cascade,
    url             text        not null,
    secret          text        not null,
    active          boolean     not null,
    failures        integer     not null default 0,    -- since it last answered
    set_at          timestamptz not null
);

-- What is to be sent, written with the act that causes it. What a message says is made when it is
-- sent: nothing of it stands here.
create table outgoing_message (
    id              uuid        not null primary key default gen_random_uuid(),
    purpose         text        not null constraint outgoing_message_purpose_known check (purpose in (
        'CODE', 'NOTIFICATION', 'DIGEST', 'WEBHOOK', 'WEBHOOK_TEST')),
    person_id       uuid        references user_account (id) on delete cascade,
    organization_id uuid        references organization (id) on delete cascade,
    notification_id bigint      references notification (id) on delete cascade,
    created_at      timestamptz not null,
    next_at         timestamptz not null,
    attempts        integer     not null default 0,
    state           text        not null default 'WAITING' constraint outgoing_message_state_known check (state in (
        'WAITING', 'SENT', 'DROPPED', 'FAILED')),
    failure         text        not null default '',
    done_at         timestamptz,
    check ((person_id is null) <> (organization_id is null))
);
create index outgoing_message_next on outgoing_message (next_at, id) where state = 'WAITING';
create index outgoing_message_failed on outgoing_message (created_at, id) where state = 'FAILED';
create index outgoing_message_person on outgoing_message (person_id, done_at);
create index outgoing_message_unit on outgoing_message (organization_id, created_at);
create index outgoing_message_notification on outgoing_message (notification_id);
create index outgoing_message_done on outgoing_message (done_at) where done_at is not null;
