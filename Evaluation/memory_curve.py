"""A process's memory over what went through it: as CSV, as a small SVG, and how fast it grows.

A sample is (seconds, bytes in, bytes out, bytes of memory). Uses Python's standard library alone.
"""
import csv
import html
import math

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 720, 320, 64, 44, 36, 16
POINTS = 700


def write_csv(path, samples):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["seconds", "gigabytes_in", "gigabytes_out", "megabytes_of_memory"])
        for seconds, gone_in, gone_out, memory in samples:
            writer.writerow(
                [f"{seconds:.1f}", f"{gone_in / 1e9:.4f}", f"{gone_out / 1e9:.4f}", f"{memory / 1e6:.2f}"])


def slope(points):
    """Least squares: what y grows by where x grows by 1; `None` for fewer than two different x."""
    if not points:
        return None
    mean_x, mean_y = (sum(values) / len(points) for values in zip(*points))
    square = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / square if square else None


def write_svg(path, samples, title):
    """The curve, with the highest sample of each of `POINTS` stretches."""
    points = [(gone / 1e9, memory / 1e6) for _, gone, _, memory in samples]
    step = max(1, len(points) // POINTS)
    points = [max(points[i:i + step], key=lambda point: point[1]) for i in range(0, len(points), step)]
    last = max((x for x, _ in points), default=1) or 1
    steps_x, steps_y = ticks(last), ticks(max((y for _, y in points), default=1) or 1)
    top = steps_y[-1]

    def place(x, y):
        return (LEFT + x / last * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - y / top * (HEIGHT - TOP - BOTTOM))

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif"'
        ' font-size="12">', f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="20">{html.escape(title)}</text>']
    for y in steps_y:
        left, height = place(0, y)
        parts.append(f'<path d="M{left:.0f} {height:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{height + 4:.1f}" text-anchor="end">{y:g}</text>')
    for x in steps_x:
        if x <= last:
            parts.append(f'<text x="{place(x, 0)[0]:.1f}" y="{HEIGHT - BOTTOM + 16}" text-anchor="middle">'
                         f'{x:g}</text>')
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(*point) for point in points))
    parts += [
        f'<polyline points="{line}" fill="none" stroke="#1f5fa8" stroke-width="1.5"/>',
        f'<text x="{(LEFT + WIDTH) / 2}" y="{HEIGHT - 8}" text-anchor="middle">gigabytes read</text>',
        f'<text x="14" y="{HEIGHT / 2}" text-anchor="middle" transform="rotate(-90 14 {HEIGHT / 2})">'
        "megabytes of memory</text>", "</svg>"]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(parts) + "\n")


def ticks(most):
    """Round numbers from 0 to the first that is not less than `most`, about five."""
    size = 10 ** math.floor(math.log10(most / 4))
    step = next(size * factor for factor in (1, 2, 5, 10) if size * factor * 5 >= most)
    return [round(step * number, 12) for number in range(math.ceil(most / step - 1e-9) + 1)]
