-- What a re-test finds worse is a case of supervision; its results are no tasks of their own any more.
alter table retest_result drop column settled_by, drop column settled_at, drop column settled_how;
