package cn.beian.filing.deadlines;

/** Public holidays, as the notices of the State Council name them. */
public enum Holiday {
  NEW_YEAR,
  SPRING_FESTIVAL,
  QINGMING,
  LABOUR_DAY,
  DRAGON_BOAT,
  MID_AUTUMN,
  NATIONAL_DAY,
  /** Any other day off by notice. */
  OTHER
}
