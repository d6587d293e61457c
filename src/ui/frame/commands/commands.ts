/** Everything that can be done or gone to by name: stages, actions and knobs. */
import { knobNames, knobs } from '../../../core/experiment/experiment.ts';
import type { Text } from '../../../core/text.ts';
import { detectorOptions } from '../../../core/experiment/detectors.ts';
import { isRelevant, needsTraining } from '../../../core/experiment/relevance.ts';
import type { StageName } from '../../../state/frame/preferences.ts';
import type { Stages } from '../../../state/stages.ts';
import { isTraining } from '../../../state/training/training.ts';
import { goToKnob } from '../../hooks/go-to-knob.ts';
import { stageNames } from '../stage-names.ts';
import { wantsMotion } from '../../hooks/motion.ts';
import { detectorSentences } from '../../text/detector.ts';
import { frameText } from '../../text/frame.ts';
import { runFilesText } from '../../text/run-files.ts';
import { stageText } from '../../text/stages.ts';
import { tuneText } from '../../text/tune.ts';
import { nextTheme, toggleLearn, toggleProjector } from './shortcuts.ts';

export interface Command {
  readonly id: string;
  readonly kind: 'stage' | 'action' | 'knob';
  readonly label: Text;
  readonly run: () => void;
}

function knobCommands(stages: Stages): Command[] {
  const { experiment } = stages.experiment.store.getState();
  return knobNames
    .filter((name) => isRelevant(name, experiment) && !stages.learn.withheld.has(name))
    .map((name) => ({
      id: `knob-${name}`,
      kind: 'knob',
      label: knobs[name].label,
      run: () => {
        goToKnob(stages, name);
      },
    }));
}

function stageCommands({ preferences }: Stages): Command[] {
  return stageNames.map((name) => ({
    id: `stage-${name}`,
    kind: 'stage',
    label: frameText[name],
    run: () => {
      preferences.openStage(name);
    },
  }));
}

/** Starts or ends the work of a stage, and shows it. */
function workCommands(stages: Stages): Command[] {
  const { training, evaluation, preferences, experiment } = stages;
  const state = training.store.getState();
  const isNeeded = needsTraining(experiment.store.getState().experiment);
  const at = (stage: StageName, run: () => unknown) => () => {
    preferences.openStage(stage);
    run();
  };
  const offered: readonly (readonly [isOffered: boolean, id: string, label: Text, run: () => void])[] = [
    [isNeeded && !isTraining(state), 'start', stageText.startTraining, at('train', training.start)],
    [state.status === 'running', 'pause', stageText.pause, at('train', training.pause)],
    [state.status === 'paused', 'resume', stageText.resume, at('train', training.resume)],
    [
      state.status === 'paused',
      'step',
      { en: 'One training step', ja: '1 ステップだけ学習する' },
      at('train', training.step),
    ],
    [isTraining(state), 'stop', stageText.stop, at('train', training.stop)],
    [
      (state.status === 'done' || (!isNeeded && !isTraining(state))) &&
        evaluation.store.getState().status !== 'running',
      'evaluate',
      { en: 'Evaluate now', ja: '今すぐ評価する' },
      at('evaluate', evaluation.start),
    ],
  ];
  return offered
    .filter(([isOffered]) => isOffered)
    .map(([, id, label, run]) => ({ id, kind: 'action', label, run }));
}

type Named = readonly (readonly [id: string, label: Text, run: () => void])[];

const asActions = (named: Named): Command[] =>
  named.map(([id, label, run]) => ({ id, kind: 'action', label, run }));

/** One for each detector but the chosen one. */
function detectorCommands({ experiment, preferences, learn }: Stages): Command[] {
  const chosen = experiment.store.getState().experiment.detector;
  if (learn.withheld.has('detector')) return [];
  return detectorOptions
    .filter(({ value }) => value !== chosen)
    .map(({ value, label }) => ({
      id: `detector-${value}`,
      kind: 'action',
      label: { en: detectorSentences.use.en(label.en), ja: detectorSentences.use.ja(label.ja) },
      run: () => {
        preferences.openStage('train');
        experiment.set('detector', value);
      },
    }));
}

function experimentCommands({ experiment, live, preferences }: Stages): Command[] {
  const { isOn } = live.store.getState();
  const switchLive = () => {
    preferences.openStage('tune');
    live.switchOn(!isOn);
  };
  return asActions([
    [
      'live',
      isOn
        ? { en: 'Live: switch off', ja: 'ライブを止める' }
        : { en: 'Live: switch on', ja: 'ライブを始める' },
      switchLive,
    ],
    ['new-seed', tuneText.newSeed, experiment.newSeed],
    ['undo', tuneText.undo, experiment.undo],
    ['redo', tuneText.redo, experiment.redo],
    ['reset', frameText.resetAll, experiment.reset],
  ]);
}

function pageCommands(stages: Stages): Command[] {
  const { learn, frame, preferences } = stages;
  const other = preferences.store.getState().language === 'en' ? 'ja' : 'en';
  const withStages = (run: (stages: Stages) => void) => () => {
    run(stages);
  };
  const openTab = (tab: 'glossary' | 'paper') => () => {
    learn.open(tab);
  };
  return asActions([
    ['learn', frameText.learn, withStages(toggleLearn)],
    ['glossary', { en: 'Glossary', ja: '用語集' }, openTab('glossary')],
    ['paper', { en: 'The paper and every departure', ja: '論文と、論文との違い' }, openTab('paper')],
    ['projector', { en: 'Projector mode', ja: '投影モード' }, withStages(toggleProjector)],
    ['theme', { en: 'Next theme', ja: '配色を切り替える' }, withStages(nextTheme)],
    [
      'language',
      { en: '日本語 (Japanese)', ja: 'English (英語)' },
      () => {
        preferences.setLanguage(other);
      },
    ],
    [
      'share',
      { en: 'Share a link or a picture', ja: 'リンクや画像を共有する' },
      () => {
        frame.open('share');
      },
    ],
    [
      'shortcuts',
      frameText.shortcuts,
      () => {
        frame.open('shortcuts');
      },
    ],
  ]);
}

export function listCommands(stages: Stages): Command[] {
  return [
    ...stageCommands(stages),
    ...workCommands(stages),
    ...experimentCommands(stages),
    ...detectorCommands(stages),
    ...pageCommands(stages),
    ...runCommands(stages),
    ...knobCommands(stages),
  ];
}

/** Runs, recorded and saved. */
function runCommands({ replay, preferences, training }: Stages): Command[] {
  if (isTraining(training.store.getState())) return [];
  const watch = () => {
    preferences.openStage('train');
    void replay.openShipped(wantsMotion());
  };
  return asActions([['watch', runFilesText.watch, watch]]);
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase();

/** Commands with every word of the query in either language; those that begin with it first. */
export function findCommands(commands: readonly Command[], query: string): Command[] {
  const words = plain(query)
    .split(/\s+/)
    .filter((word) => word !== '');
  const found = commands.filter(({ label }) => {
    const text = plain(`${label.en} ${label.ja}`);
    return words.every((word) => text.includes(word));
  });
  const first = words[0] ?? '';
  const isFirst = ({ label }: Command) => [label.en, label.ja].some((text) => plain(text).startsWith(first));
  return [...found.filter(isFirst), ...found.filter((command) => !isFirst(command))];
}
