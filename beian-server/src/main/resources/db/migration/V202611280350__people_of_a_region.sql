-- Who is to be notified of a case: the few of its region, instead of all who hold the role.
create index user_account_region on user_account (region) where active;
