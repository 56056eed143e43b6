/**
 * A colour, made darker or lighter as far as its contrast with its ground needs: CSS that a browser computes, so that it
 * follows every change of the page. Grounds up to 0.179 of brightness need a lighter colour, others a darker one. Where
 * no colour reaches the contrast, the result is black or white, which has 4.5:1 on every ground.
 *
 * The contrast of two colours is (Y₁ + 0.05) / (Y₂ + 0.05), with Y of CIE XYZ
 * (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). A relative colour reads the channels of one colour only, so the
 * first step mixes the colour with a black whose opacity is the Y of the ground: `2 * alpha - 1` gives that Y back,
 * and `2 * alpha` times a channel gives the channel of the colour back.
 */
export function readable(colour: string, ground: string, contrast: number): string {
  const ratio = 'alpha*2 - .95';
  const own = '2*alpha*y';
  // 1 on a dark ground, 0 on a light one.
  const dark = 'clamp(0,(1.179 - 2*alpha)*9999,1)';
  const white = `${dark}*clamp(0,((${ratio})*${contrast} - .05 - ${own})/(1.0001 - ${own}),1)`;
  const kept = `min(1,max(${dark},((${ratio})/${contrast} - .05)/(${own} + .0001)))`;
  const channel = (name: string, ofWhite: number) =>
    `calc(2*alpha*${name}*${kept}*(1 - ${white}) + ${ofWhite}*${white})`;
  return `color(from color-mix(in xyz,color(from ${colour} xyz x y z/1),color(from ${ground} xyz 0 0 0/y)) xyz ${channel('x', 0.9505)} ${channel('y', 1)} ${channel('z', 1.089)}/1)`;
}
