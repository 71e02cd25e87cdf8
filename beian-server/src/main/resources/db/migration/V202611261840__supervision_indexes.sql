-- Pages of filings and of re-tests ask by application; start pages and lists for what is not closed.
create index supervision_case_application on supervision_case (application_id);
create index supervision_case_running on supervision_case (organization_id, due_on) where state <> 'CLOSED';
