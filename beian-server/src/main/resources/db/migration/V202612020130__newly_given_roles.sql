-- Since when somebody holds a role, and since when a password that a link gave him. Whoever has no
-- row of a role holds it since his account was made.
create table role_holding (
    account_id uuid        not null references user_account (id) on delete cascade,
    role       text        not null constraint role_holding_role_known check (role in (
        'HANDLER', 'APPROVER', 'COMPLETENESS_REVIEWER', 'GOVERNMENT_SERVICE_REVIEWER',
        'NATIONAL_REVIEWER', 'SIGNER', 'SUPERVISOR', 'PROJECT_REVIEWER', 'RULEBOOK_ADMINISTRATOR',
        'UNIT_ADMINISTRATOR', 'SYSTEM_ADMINISTRATOR', 'AUDITOR')),
    given_at   timestamptz not null,
    primary key (account_id, role)
);
alter table user_account add column password_link_at timestamptz;

-- What was given or set lately, as its owners were told of it.
insert into role_holding (account_id, role, given_at)
select a.id, held.role, max(n.at)
from user_account a
  cross join lateral unnest(a.roles) as held (role)
  join account_notice n on n.account_id = a.id and n.kind = 'ROLES'
    and n.roles_after @> array[held.role] and not n.roles_before @> array[held.role]
group by a.id, held.role;
update user_account a set password_link_at = told.at
from (select account_id, max(at) as at from account_notice where kind = 'PASSWORD_BY_LINK'
  group by account_id) told
where told.account_id = a.id;

-- Unit and region learn that somebody is to get a role.
alter table notification add column request_id uuid references account_request (id) on delete cascade;
create index notification_request on notification (request_id) where request_id is not null;
alter table notification drop constraint notification_kind_known;
alter table notification add constraint notification_kind_known check (kind in (
    'TURN', 'DUE_SOON', 'HANDED', 'CONCLUDED', 'WEBHOOK_OFF', 'NUMBER_NOTED', 'NUMBER_LATE',
    'LAUNCH_MATCHES', 'CLAIM_FOR', 'CLAIM_AGAINST', 'CLAIM_ANEW', 'APP_MERGED', 'ROLES_ASKED'));
