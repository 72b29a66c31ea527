package dev.yera.bench.compare;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;

/** All curves as one picture of small charts. */
final class Picture {
  private static final int COLUMNS = 2;
  private static final int WIDTH = 520;
  private static final int HEIGHT = 300;

  private Picture() {}

  /** Draws it into this file. */
  static void draw(Growth growth, Path file) throws IOException {
    System.setProperty("java.awt.headless", "true");
    List<XYChart> charts = new ArrayList<>();
    growth.charts().forEach((chart, curves) -> charts.add(chart(chart, curves)));
    int rows = (charts.size() + COLUMNS - 1) / COLUMNS;
    BufferedImage all =
        new BufferedImage(COLUMNS * WIDTH, rows * HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = all.createGraphics();
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, all.getWidth(), all.getHeight());
    for (int i = 0; i < charts.size(); i++) {
      BufferedImage one = BitmapEncoder.getBufferedImage(charts.get(i));
      canvas.drawImage(one, i % COLUMNS * WIDTH, i / COLUMNS * HEIGHT, null);
    }
    canvas.dispose();
    Files.createDirectories(file.getParent());
    ImageIO.write(all, "png", file.toFile());
    System.out.println("Wrote " + file);
  }

  private static XYChart chart(Growth.Chart what, Map<String, SortedMap<Integer, Double>> curves) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(what.title())
            .xAxisTitle(what.x())
            .yAxisTitle(what.y())
            .theme(Styler.ChartTheme.GGPlot2)
            .build();
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
    chart.getStyler().setLegendVisible(curves.size() > 1);
    curves.forEach(
        (curve, points) ->
            chart.addSeries(curve, List.copyOf(points.keySet()), List.copyOf(points.values())));
    return chart;
  }
}
