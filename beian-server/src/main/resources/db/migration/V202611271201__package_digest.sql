-- Who sent the bytes that were read.
create index package_upload_digest on package_upload (sha256, app_id);
