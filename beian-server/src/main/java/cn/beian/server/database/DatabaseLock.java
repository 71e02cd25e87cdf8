package cn.beian.server.database;

/** Locks of the database that belong to no row. Each has a number of its own. */
public enum DatabaseLock {
  /** Held by whoever adds to the audit trail, until he commits. */
  END_OF_AUDIT_TRAIL(1),
  /** Shared by a backup, held alone by what deletes files that nobody refers to. */
  FILES(2),
  /** Held by whoever puts a unit below another, so that no two make a circle. */
  UNITS_ABOVE(3),
  /** Held by whoever takes an inventory or merges apps, so that no app is made twice. */
  INVENTORY(4);

  private static final long BASE = 0x6265_6961_6e00L; // "beian"

  private final int place;

  DatabaseLock(int place) {
    this.place = place;
  }

  /** The number under which PostgreSQL knows it. */
  public long number() {
    return BASE + place;
  }
}
