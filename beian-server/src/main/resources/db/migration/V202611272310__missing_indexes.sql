-- What a page or an upload asks for by these was looked for in the whole table.
create index attachment_organization on attachment (organization_id);
create index judgement_rule on judgement (rule_id, judged_at desc);
create index application_package_package on application_package (package_id);
create index launch_build_package on launch_build (package_id);
create index application_handler on application (handler_id);
