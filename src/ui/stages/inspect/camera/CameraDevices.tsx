/** Which camera, how fine, and its light. */
import { useState } from 'react';
import fields from '../../../controls/Fields.module.css';
import { useSpeech } from '../../../hooks/stages.ts';
import styles from './Camera.module.css';
import { setTorch, type CameraWish } from './media.ts';
import { cameraSentences, cameraText } from './text.ts';
import type { VideoState } from './use-video.ts';

const heights = [480, 720, 1080];
/** More than any camera has. */
const highest = 4320;

interface CameraDevicesProps {
  readonly wish: CameraWish;
  readonly onWish: (wish: CameraWish) => void;
  readonly state: VideoState;
}

function Torch({ track }: { readonly track: MediaStreamTrack }) {
  const { say } = useSpeech();
  const [isOn, setIsOn] = useState(false);
  return (
    <label>
      <input
        type="checkbox"
        checked={isOn}
        onChange={({ target }) => {
          void setTorch(track, target.checked).then(setIsOn);
        }}
      />
      {say(cameraText.torch)}
    </label>
  );
}

export function CameraDevices({ wish, onWish, state }: CameraDevicesProps) {
  const { say } = useSpeech();
  const { cameras, torch, size } = state;
  return (
    <div className={styles.devices}>
      <label>
        {say(cameraText.whichCamera)}
        <select
          className={fields.select}
          value={wish.camera}
          onChange={({ target }) => {
            onWish({ ...wish, camera: target.value });
          }}
        >
          <option value="rear">{say(cameraText.rear)}</option>
          <option value="front">{say(cameraText.front)}</option>
          {cameras.map(({ deviceId, label }) => (
            <option key={deviceId} value={deviceId}>
              {label || say(cameraText.unnamed)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say(cameraText.resolution)}
        <select
          className={fields.select}
          value={wish.height}
          onChange={({ target }) => {
            onWish({ ...wish, height: Number(target.value) });
          }}
        >
          {heights.map((height) => (
            <option key={height} value={height}>
              {say(cameraSentences.size)(Math.round((height * 16) / 9), height)}
            </option>
          ))}
          <option value={highest}>{say(cameraText.highest)}</option>
        </select>
      </label>
      {torch !== undefined && <Torch track={torch} />}
      {size !== undefined && <span>{say(cameraSentences.size)(size.width, size.height)}</span>}
    </div>
  );
}
