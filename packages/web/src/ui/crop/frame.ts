/** How a picture is cut: how near, and where, from the beginning edge (0) to the other (1). */
export interface Cut {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The square of a picture that a cut leaves, in its pixels. */
export const squareOf = ({ width, height }: Size, { zoom, x, y }: Cut) => {
  const side = Math.min(width, height) / zoom;
  return { left: (width - side) * x, top: (height - side) * y, side };
};

const within = (share: number): number => Math.min(1, Math.max(0, share));

/** A cut after the picture was pulled by shares of the square that is shown. */
export const pulled = (size: Size, cut: Cut, right: number, down: number): Cut => {
  const { side } = squareOf(size, cut);
  const moved = (share: number, room: number, by: number): number =>
    room > 0 ? within(share - (by * side) / room) : share;
  return {
    ...cut,
    x: moved(cut.x, size.width - side, right),
    y: moved(cut.y, size.height - side, down),
  };
};
