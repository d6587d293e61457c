/** Pictures of the detectors that give an image back. */
import styles from './Picture.module.css';
import { Arrow, Dots, Frame, Line, Network, through, type Point } from './shapes.tsx';

/** Through a narrow code and back; what comes back wrong is left over. */
export function AutoencoderPicture() {
  return (
    <>
      <Network left={4} right={24} heights={[44, 14]} />
      <rect className={styles.normal} x={27} y={21} width={4} height={14} rx={1} />
      <Network left={34} right={54} heights={[14, 44]} />
      <Arrow from={[57, 28]} to={[63, 28]} />
      <Frame at={[67, 15]} width={25} />
      <Dots at={[[82, 24]]} look={styles.odd} radius={4} />
      <Dots at={[[75, 33]]} look={styles.odd} radius={1.5} />
    </>
  );
}

/** The code is a normal distribution, of which a sample is drawn. */
export function VaePicture() {
  const bell = Array.from({ length: 33 }, (_, i): Point => {
    const z = (i - 16) / 5.3;
    return [48 + 5.6 * z, 42 - 30 * Math.exp((-z * z) / 2)];
  });
  return (
    <>
      <Network left={4} right={24} heights={[44, 22]} />
      <Network left={72} right={92} heights={[22, 44]} />
      <path className={styles.normal} opacity={0.25} d={through(bell, true)} />
      <path className={styles.normalLine} d={through(bell)} />
      <Line from={[52, 20]} to={[52, 42]} look={`${styles.normalLine} ${styles.dashed}`} />
      <Dots at={[[52, 42]]} radius={3} />
    </>
  );
}

/** A decoder makes a picture; a judge says whether it passes for real. */
export function VaeGanPicture() {
  return (
    <>
      <Network left={4} right={22} heights={[16, 44]} />
      <Frame at={[28, 17]} width={22} />
      <Dots at={[[39, 28]]} radius={5} />
      <Network left={56} right={74} heights={[44, 16]} />
      <path className={styles.normalLine} strokeWidth={2} d="M81 19l3.5 4 6.5-8" />
      <path className={styles.oddLine} strokeWidth={2} d="M82 34l8 8M90 34l-8 8" />
    </>
  );
}
