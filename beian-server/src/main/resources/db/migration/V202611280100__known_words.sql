-- A column that holds a constant of the program holds no other word.

alter table organization add constraint organization_level_known check (level in (
    'CENTRAL', 'PROVINCIAL', 'PREFECTURE', 'COUNTY', 'TOWNSHIP', 'VILLAGE'));
alter table organization add constraint organization_kind_known check (kind in (
    'ORGAN', 'MASS_ORGANISATION', 'PUBLIC_INSTITUTION',
    'PUBLIC_INSTITUTION_WITHOUT_ADMINISTRATIVE_FUNCTIONS', 'OTHER'));
alter table organization add constraint organization_route_known check (route in (
    'LOCAL', 'MINISTRY'));
alter table user_account add constraint user_account_roles_known check (roles <@ array[
    'HANDLER', 'APPROVER', 'COMPLETENESS_REVIEWER', 'GOVERNMENT_SERVICE_REVIEWER',
    'NATIONAL_REVIEWER', 'SIGNER', 'SUPERVISOR', 'RULEBOOK_ADMINISTRATOR',
    'SYSTEM_ADMINISTRATOR', 'AUDITOR']);
alter table one_time_link add constraint one_time_link_purpose_known check (purpose in (
    'SET_UP', 'INVITATION', 'RECOVERY'));
alter table account_request add constraint account_request_roles_before_known check (roles_before <@ array[
    'HANDLER', 'APPROVER', 'COMPLETENESS_REVIEWER', 'GOVERNMENT_SERVICE_REVIEWER',
    'NATIONAL_REVIEWER', 'SIGNER', 'SUPERVISOR', 'RULEBOOK_ADMINISTRATOR',
    'SYSTEM_ADMINISTRATOR', 'AUDITOR']);
alter table account_request add constraint account_request_roles_known check (roles <@ array[
    'HANDLER', 'APPROVER', 'COMPLETENESS_REVIEWER', 'GOVERNMENT_SERVICE_REVIEWER',
    'NATIONAL_REVIEWER', 'SIGNER', 'SUPERVISOR', 'RULEBOOK_ADMINISTRATOR',
    'SYSTEM_ADMINISTRATOR', 'AUDITOR']);
alter table account_notice add constraint account_notice_kind_known check (kind in (
    'ROLES', 'RECOVERY', 'PASSWORD_BY_LINK', 'PASSWORD_CHANGED', 'SECOND_FACTOR_ON',
    'SECOND_FACTOR_OFF'));
alter table account_notice add constraint account_notice_roles_before_known check (roles_before <@ array[
    'HANDLER', 'APPROVER', 'COMPLETENESS_REVIEWER', 'GOVERNMENT_SERVICE_REVIEWER',
    'NATIONAL_REVIEWER', 'SIGNER', 'SUPERVISOR', 'RULEBOOK_ADMINISTRATOR',
    'SYSTEM_ADMINISTRATOR', 'AUDITOR']);
alter table account_notice add constraint account_notice_roles_after_known check (roles_after <@ array[
    'HANDLER', 'APPROVER', 'COMPLETENESS_REVIEWER', 'GOVERNMENT_SERVICE_REVIEWER',
    'NATIONAL_REVIEWER', 'SIGNER', 'SUPERVISOR', 'RULEBOOK_ADMINISTRATOR',
    'SYSTEM_ADMINISTRATOR', 'AUDITOR']);
alter table holiday_day add constraint holiday_day_holiday_known check (holiday in (
    'NEW_YEAR', 'SPRING_FESTIVAL', 'QINGMING', 'LABOUR_DAY', 'DRAGON_BOAT',
    'MID_AUTUMN', 'NATIONAL_DAY', 'OTHER'));
alter table inspection add constraint inspection_failure_known check (failure in (
    '', 'UNREADABLE', 'LIMIT', 'NOT_READ_YET', 'TOO_LONG', 'TOO_MUCH_MEMORY',
    'WORKER_FAILED'));
alter table test_run add constraint test_run_verdict_known check (verdict in (
    'PASSED', 'BLOCKED', 'UNDETERMINED'));
alter table application add constraint application_kind_known check (kind in (
    'INITIAL', 'EXISTING', 'CHANGE', 'MAJOR_CHANGE', 'DEREGISTRATION'));
alter table application add constraint application_form_known check (form in (
    'APP', 'MINI_PROGRAM', 'QUICK_APP', 'WEB', 'PUBLIC_ACCOUNT', 'CHAT_GROUP'));
alter table application add constraint application_state_known check (state in (
    'DRAFT', 'COMPLETENESS_REVIEW', 'SUPPLEMENT_DUE', 'NATIONAL_REVIEW',
    'RECTIFICATION_DUE', 'ACCEPTED', 'REFUSED', 'WITHDRAWN', 'ABANDONED'));
alter table application add constraint application_route_known check (route in (
    'LOCAL', 'MINISTRY'));
alter table application_package add constraint application_package_part_known check (part in (
    'REVIEW', 'LAUNCH'));
alter table application_event add constraint application_event_from_state_known check (from_state in (
    'DRAFT', 'COMPLETENESS_REVIEW', 'SUPPLEMENT_DUE', 'NATIONAL_REVIEW',
    'RECTIFICATION_DUE', 'ACCEPTED', 'REFUSED', 'WITHDRAWN', 'ABANDONED'));
alter table application_event add constraint application_event_to_state_known check (to_state in (
    'DRAFT', 'COMPLETENESS_REVIEW', 'SUPPLEMENT_DUE', 'NATIONAL_REVIEW',
    'RECTIFICATION_DUE', 'ACCEPTED', 'REFUSED', 'WITHDRAWN', 'ABANDONED'));
alter table answer add constraint answer_origin_known check (origin in (
    'PACKAGE', 'ORGANIZATION', 'EARLIER', 'SPONSOR', 'ATTACHMENT'));
alter table judgement add constraint judgement_outcome_known check (outcome in (
    'CONFIRMED', 'DISMISSED', 'ACCEPTED', 'REJECTED'));
alter table seat_vote add constraint seat_vote_seat_known check (seat in (
    'HANDLER', 'APPROVER', 'COMPLETENESS_REVIEWER', 'GOVERNMENT_SERVICE_REVIEWER',
    'NATIONAL_REVIEWER', 'SIGNER', 'SUPERVISOR', 'RULEBOOK_ADMINISTRATOR',
    'SYSTEM_ADMINISTRATOR', 'AUDITOR'));
alter table seat_vote add constraint seat_vote_decision_known check (decision in (
    'COMPLETE', 'ASK_SUPPLEMENT', 'REFUSE'));
alter table launch_build add constraint launch_build_outcome_known check (outcome in (
    'WAITING', 'ACCEPTED', 'DIFFERENT', 'UNREADABLE'));
alter table filing_record add constraint filing_record_state_known check (state in (
    'UNFILED', 'OVERDUE', 'FILED', 'RECTIFYING', 'REVOKED', 'SHUTTING_DOWN',
    'DEREGISTERED'));
alter table no_filing_due add constraint no_filing_due_reason_known check (reason in (
    'FORM_OUT_OF_SCOPE', 'SPONSOR_OUT_OF_SCOPE', 'SPONSOR_EXEMPT', 'UPPER_LEVEL_APP'));
alter table retest_result add constraint retest_result_before_verdict_known check (before_verdict in (
    'PASSED', 'BLOCKED', 'UNDETERMINED'));
alter table retest_result add constraint retest_result_after_verdict_known check (after_verdict in (
    'PASSED', 'BLOCKED', 'UNDETERMINED'));
alter table supervision_case add constraint supervision_case_state_known check (state in (
    'FOUND', 'OPEN', 'ANSWERED', 'RECTIFICATION_DUE', 'CLOSED'));
alter table supervision_finding add constraint supervision_finding_before_known check (before in (
    'BLOCKS', 'EXPLAIN', 'OPEN', 'UNDECIDED', 'EXEMPTED', 'ADVICE', 'MET', 'ABSENT'));
alter table supervision_finding add constraint supervision_finding_after_known check (after in (
    'BLOCKS', 'EXPLAIN', 'OPEN', 'UNDECIDED', 'EXEMPTED', 'ADVICE', 'MET', 'ABSENT'));
alter table supervision_finding add constraint supervision_finding_outcome_known check (outcome in (
    'EXPLAINED', 'DISMISSED', 'MENDED'));
alter table supervision_answer add constraint supervision_answer_kind_known check (kind in (
    '', 'EXPLAIN', 'MEND', 'MENDED'));
alter table supervision_event add constraint supervision_event_from_state_known check (from_state in (
    'FOUND', 'OPEN', 'ANSWERED', 'RECTIFICATION_DUE', 'CLOSED'));
alter table supervision_event add constraint supervision_event_to_state_known check (to_state in (
    'FOUND', 'OPEN', 'ANSWERED', 'RECTIFICATION_DUE', 'CLOSED'));
