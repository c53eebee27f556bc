import { useEffect, useState } from 'react';

interface Drawing {
  readonly size: number;
  readonly path: string;
}

/** One path of unit squares. The encoder is its own file: most people never need a QR code. */
const draw = async (value: string): Promise<Drawing> => {
  const { encode } = await import('uqr');
  const code = encode(value, { ecc: 'L', border: 2 });
  const squares = code.data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')));
  return { size: code.size, path: squares.join('') };
};

/** A QR code as SVG: no picture to load, sharp at any size. `label` is what a screen reader hears. */
export const QrCode = (props: { readonly value: string; readonly label: string }) => {
  const [drawing, setDrawing] = useState<Drawing>({ size: 1, path: '' });
  const { value } = props;
  useEffect(() => {
    let here = true;
    const put = (drawn: Drawing) => here && setDrawing(drawn);
    draw(value).then(put, () => undefined);
    return () => {
      here = false;
    };
  }, [value]);
  return (
    <div className="qr">
      <svg
        viewBox={`0 0 ${drawing.size} ${drawing.size}`}
        role="img"
        aria-label={props.label}
        shapeRendering="crispEdges"
      >
        <path d={drawing.path} fill="#000" />
      </svg>
    </div>
  );
};
