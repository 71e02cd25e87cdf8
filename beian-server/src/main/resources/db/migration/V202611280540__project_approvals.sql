-- Approval of projects before an app is built, rebuilt or bought (R-01, ADR 0054), and the role of who approves.
alter table user_account drop constraint user_account_roles_known;
alter table user_account add constraint user_account_roles_known check (roles <@ array[
    'HANDLER', 'APPROVER', 'COMPLETENESS_REVIEWER', 'GOVERNMENT_SERVICE_REVIEWER',
    'NATIONAL_REVIEWER', 'SIGNER', 'SUPERVISOR', 'PROJECT_REVIEWER', 'RULEBOOK_ADMINISTRATOR',
    'UNIT_ADMINISTRATOR', 'SYSTEM_ADMINISTRATOR', 'AUDITOR']);
alter table account_request drop constraint account_request_roles_before_known;
alter table account_request add constraint account_request_roles_before_known check (roles_before <@ array[
    'HANDLER', 'APPROVER', 'COMPLETENESS_REVIEWER', 'GOVERNMENT_SERVICE_REVIEWER',
    'NATIONAL_REVIEWER', 'SIGNER', 'SUPERVISOR', 'PROJECT_REVIEWER', 'RULEBOOK_ADMINISTRATOR',
    'UNIT_ADMINISTRATOR', 'SYSTEM_ADMINISTRATOR', 'AUDITOR']);
alter table account_request drop constraint account_request_roles_known;
alter table account_request add constraint account_request_roles_known check (roles <@ array[
    'HANDLER', 'APPROVER', 'COMPLETENESS_REVIEWER', 'GOVERNMENT_SERVICE_REVIEWER',
    'NATIONAL_REVIEWER', 'SIGNER', 'SUPERVISOR', 'PROJECT_REVIEWER', 'RULEBOOK_ADMINISTRATOR',
    'UNIT_ADMINISTRATOR', 'SYSTEM_ADMINISTRATOR', 'AUDITOR']);
alter table account_notice drop constraint account_notice_roles_before_known;
alter table account_notice add constraint account_notice_roles_before_known check (roles_before <@ array[
    'HANDLER', 'APPROVER', 'COMPLETENESS_REVIEWER', 'GOVERNMENT_SERVICE_REVIEWER',
    'NATIONAL_REVIEWER', 'SIGNER', 'SUPERVISOR', 'PROJECT_REVIEWER', 'RULEBOOK_ADMINISTRATOR',
    'UNIT_ADMINISTRATOR', 'SYSTEM_ADMINISTRATOR', 'AUDITOR']);
alter table account_notice drop constraint account_notice_roles_after_known;
alter table account_notice add constraint account_notice_roles_after_known check (roles_after <@ array[
    'HANDLER', 'APPROVER', 'COMPLETENESS_REVIEWER', 'GOVERNMENT_SERVICE_REVIEWER',
    'NATIONAL_REVIEWER', 'SIGNER', 'SUPERVISOR', 'PROJECT_REVIEWER', 'RULEBOOK_ADMINISTRATOR',
    'UNIT_ADMINISTRATOR', 'SYSTEM_ADMINISTRATOR', 'AUDITOR']);
alter table seat_vote drop constraint seat_vote_seat_known;
alter table seat_vote add constraint seat_vote_seat_known check (seat in (
    'HANDLER', 'APPROVER', 'COMPLETENESS_REVIEWER', 'GOVERNMENT_SERVICE_REVIEWER',
    'NATIONAL_REVIEWER', 'SIGNER', 'SUPERVISOR', 'PROJECT_REVIEWER', 'RULEBOOK_ADMINISTRATOR',
    'UNIT_ADMINISTRATOR', 'SYSTEM_ADMINISTRATOR', 'AUDITOR'));
alter table seat_mark drop constraint seat_mark_seat_known;
alter table seat_mark add constraint seat_mark_seat_known check (seat in (
    'HANDLER', 'APPROVER', 'COMPLETENESS_REVIEWER', 'GOVERNMENT_SERVICE_REVIEWER',
    'NATIONAL_REVIEWER', 'SIGNER', 'SUPERVISOR', 'PROJECT_REVIEWER', 'RULEBOOK_ADMINISTRATOR',
    'UNIT_ADMINISTRATOR', 'SYSTEM_ADMINISTRATOR', 'AUDITOR'));
alter table work_turn drop constraint work_turn_role_known;
alter table work_turn add constraint work_turn_role_known check (role in (
    'HANDLER', 'APPROVER', 'COMPLETENESS_REVIEWER', 'GOVERNMENT_SERVICE_REVIEWER',
    'NATIONAL_REVIEWER', 'SIGNER', 'SUPERVISOR', 'PROJECT_REVIEWER', 'RULEBOOK_ADMINISTRATOR',
    'UNIT_ADMINISTRATOR', 'SYSTEM_ADMINISTRATOR', 'AUDITOR'));
alter table notification drop constraint notification_role_known;
alter table notification add constraint notification_role_known check (role in (
    'HANDLER', 'APPROVER', 'COMPLETENESS_REVIEWER', 'GOVERNMENT_SERVICE_REVIEWER',
    'NATIONAL_REVIEWER', 'SIGNER', 'SUPERVISOR', 'PROJECT_REVIEWER', 'RULEBOOK_ADMINISTRATOR',
    'UNIT_ADMINISTRATOR', 'SYSTEM_ADMINISTRATOR', 'AUDITOR'));

create table approval_case (
    id              uuid primary key,
    version         integer     not null default 1,
    state           text        not null check (state in (
        'DRAFT', 'UNDER_REVIEW', 'RETURNED', 'APPROVED', 'APPROVED_WITH_CONDITIONS', 'NOT_APPROVED', 'WITHDRAWN')),
    number          text        not null default '',   -- none: the app has no number yet
    app_name        text        not null,
    organization_id uuid        not null references organization (id),
    division        text        not null,
    round           integer     not null default 1,
    opened_at       timestamptz not null,
    due_on          date,
    due_verified    boolean     not null default true,
    due_provisional boolean     not null default false,
    updated_at      timestamptz not null,
    work            text        not null check (work in ('BUILD', 'REBUILD', 'PURCHASE')),
    form            text        not null check (form in (
        'APP', 'MINI_PROGRAM', 'QUICK_APP', 'WEB', 'PUBLIC_ACCOUNT', 'CHAT_GROUP')),
    audience        text        not null,              -- a word of app.audience; empty while it is a draft
    purpose         text        not null,
    cost            numeric(12, 2),                    -- of building it, in 10,000 yuan
    yearly_cost     numeric(12, 2),                    -- of running it, a year
    payer_id        uuid        not null references organization (id),  -- who pays for running it
    fits            text        not null,              -- the five questions
    overlap         text        not null,
    module          text        not null,
    collaboration   text        not null,
    sharing         text        not null,
    document_number text        not null default '',   -- of the decision
    decided_on      date,
    remedy          text        not null default ''
);
create index approval_case_unit on approval_case (organization_id, id);
create index approval_case_payer on approval_case (payer_id);

create table approval_event (
    id         bigint generated always as identity primary key,
    case_id    uuid        not null references approval_case (id),
    at         timestamptz not null,
    actor_id   uuid references user_account (id),
    name       text        not null,                   -- a cause of the graph, or prepare
    from_state text        not null check (from_state in (
        'DRAFT', 'UNDER_REVIEW', 'RETURNED', 'APPROVED', 'APPROVED_WITH_CONDITIONS', 'NOT_APPROVED', 'WITHDRAWN')),
    to_state   text        not null check (to_state in (
        'DRAFT', 'UNDER_REVIEW', 'RETURNED', 'APPROVED', 'APPROVED_WITH_CONDITIONS', 'NOT_APPROVED', 'WITHDRAWN')),
    day        date,
    note       text,
    detail     text        not null default ''         -- opinion, or reason
);
create index approval_event_of on approval_event (case_id, id);

-- The approval that an application refers to.
alter table application add column approval_id uuid references approval_case (id);
create index application_approval on application (approval_id) where approval_id is not null;
