"""Charts: their geometry is worked out here, the SVG is drawn by ``components/charts.html``.

chart   bars, stacked bars, funnels, sparklines
world   the world as tiles, a tile for each country
"""
