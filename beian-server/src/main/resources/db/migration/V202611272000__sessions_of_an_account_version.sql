-- A log-in stands as long as the account is as it was: the session says which version that is.
alter table account_session add column account_version bigint;
update account_session s set account_version = a.version from user_account a where a.id = s.account_id;
alter table account_session alter column account_version set not null;
