package cn.beian.server.backup;

/** Is told how far a backup or its restoring is. */
@FunctionalInterface
public interface BackupProgress {
  /** So many bytes of about so many. */
  void at(long done, long total);
}
