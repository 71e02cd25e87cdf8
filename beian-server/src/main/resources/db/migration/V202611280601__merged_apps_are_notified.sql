-- The unit whose entry was merged into another unit's app learns of it.
alter table notification drop constraint notification_kind_known;
alter table notification add constraint notification_kind_known check (kind in (
    'TURN', 'DUE_SOON', 'HANDED', 'CONCLUDED', 'WEBHOOK_OFF', 'NUMBER_NOTED', 'NUMBER_LATE',
    'LAUNCH_MATCHES', 'CLAIM_FOR', 'CLAIM_AGAINST', 'CLAIM_ANEW', 'APP_MERGED'));
