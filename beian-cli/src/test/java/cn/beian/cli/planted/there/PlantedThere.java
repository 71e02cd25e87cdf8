package cn.beian.cli.planted.there;

import cn.beian.cli.planted.here.PlantedHere;
import java.util.List;

/** The other half. */
public record PlantedThere(List<PlantedHere> others) {}
