-- A role of its own for who manages the people of one unit.
alter table user_account drop constraint user_account_roles_known;
alter table user_account add constraint user_account_roles_known check (roles <@ array[
    'HANDLER', 'APPROVER', 'COMPLETENESS_REVIEWER', 'GOVERNMENT_SERVICE_REVIEWER',
    'NATIONAL_REVIEWER', 'SIGNER', 'SUPERVISOR', 'RULEBOOK_ADMINISTRATOR', 'UNIT_ADMINISTRATOR',
    'SYSTEM_ADMINISTRATOR', 'AUDITOR']);
alter table account_request drop constraint account_request_roles_before_known;
alter table account_request add constraint account_request_roles_before_known check (roles_before <@ array[
    'HANDLER', 'APPROVER', 'COMPLETENESS_REVIEWER', 'GOVERNMENT_SERVICE_REVIEWER',
    'NATIONAL_REVIEWER', 'SIGNER', 'SUPERVISOR', 'RULEBOOK_ADMINISTRATOR', 'UNIT_ADMINISTRATOR',
    'SYSTEM_ADMINISTRATOR', 'AUDITOR']);
alter table account_request drop constraint account_request_roles_known;
alter table account_request add constraint account_request_roles_known check (roles <@ array[
    'HANDLER', 'APPROVER', 'COMPLETENESS_REVIEWER', 'GOVERNMENT_SERVICE_REVIEWER',
    'NATIONAL_REVIEWER', 'SIGNER', 'SUPERVISOR', 'RULEBOOK_ADMINISTRATOR', 'UNIT_ADMINISTRATOR',
    'SYSTEM_ADMINISTRATOR', 'AUDITOR']);
alter table account_notice drop constraint account_notice_roles_before_known;
alter table account_notice add constraint account_notice_roles_before_known check (roles_before <@ array[
    'HANDLER', 'APPROVER', 'COMPLETENESS_REVIEWER', 'GOVERNMENT_SERVICE_REVIEWER',
    'NATIONAL_REVIEWER', 'SIGNER', 'SUPERVISOR', 'RULEBOOK_ADMINISTRATOR', 'UNIT_ADMINISTRATOR',
    'SYSTEM_ADMINISTRATOR', 'AUDITOR']);
alter table account_notice drop constraint account_notice_roles_after_known;
alter table account_notice add constraint account_notice_roles_after_known check (roles_after <@ array[
    'HANDLER', 'APPROVER', 'COMPLETENESS_REVIEWER', 'GOVERNMENT_SERVICE_REVIEWER',
    'NATIONAL_REVIEWER', 'SIGNER', 'SUPERVISOR', 'RULEBOOK_ADMINISTRATOR', 'UNIT_ADMINISTRATOR',
    'SYSTEM_ADMINISTRATOR', 'AUDITOR']);
alter table seat_vote drop constraint seat_vote_seat_known;
alter table seat_vote add constraint seat_vote_seat_known check (seat in (
    'HANDLER', 'APPROVER', 'COMPLETENESS_REVIEWER', 'GOVERNMENT_SERVICE_REVIEWER',
    'NATIONAL_REVIEWER', 'SIGNER', 'SUPERVISOR', 'RULEBOOK_ADMINISTRATOR', 'UNIT_ADMINISTRATOR',
    'SYSTEM_ADMINISTRATOR', 'AUDITOR'));
alter table seat_mark drop constraint seat_mark_seat_known;
alter table seat_mark add constraint seat_mark_seat_known check (seat in (
    'HANDLER', 'APPROVER', 'COMPLETENESS_REVIEWER', 'GOVERNMENT_SERVICE_REVIEWER',
    'NATIONAL_REVIEWER', 'SIGNER', 'SUPERVISOR', 'RULEBOOK_ADMINISTRATOR', 'UNIT_ADMINISTRATOR',
    'SYSTEM_ADMINISTRATOR', 'AUDITOR'));
alter table work_turn drop constraint work_turn_role_check;
alter table work_turn add constraint work_turn_role_known check (role in (
    'HANDLER', 'APPROVER', 'COMPLETENESS_REVIEWER', 'GOVERNMENT_SERVICE_REVIEWER',
    'NATIONAL_REVIEWER', 'SIGNER', 'SUPERVISOR', 'RULEBOOK_ADMINISTRATOR', 'UNIT_ADMINISTRATOR',
    'SYSTEM_ADMINISTRATOR', 'AUDITOR'));
alter table notification drop constraint notification_role_known;
alter table notification add constraint notification_role_known check (role in (
    'HANDLER', 'APPROVER', 'COMPLETENESS_REVIEWER', 'GOVERNMENT_SERVICE_REVIEWER',
    'NATIONAL_REVIEWER', 'SIGNER', 'SUPERVISOR', 'RULEBOOK_ADMINISTRATOR', 'UNIT_ADMINISTRATOR',
    'SYSTEM_ADMINISTRATOR', 'AUDITOR'));

-- Units are read as a tree: below one another, and at the top by region.
create index organization_parent on organization (parent_id, division, name, id);
create index organization_top on organization (left(division, 2), division, name, id)
  where parent_id is null;

-- Whoever manages the people of a unit sees whose invitation waits and who asks for a new password.
create index one_time_link_account on one_time_link (account_id) where used_at is null;
create index recovery_request_account on recovery_request (account_id) where closed_at is null;
