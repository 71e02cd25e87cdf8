package cn.beian.cli.planted.here;

import cn.beian.cli.planted.there.PlantedThere;

/** Half of a circle that the architecture test has to find. */
public record PlantedHere(PlantedThere other) {}
