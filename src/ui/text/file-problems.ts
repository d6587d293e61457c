/** Why a file was left out, in words: what came, what was wanted, what now. */
import type { FileProblem } from '../../state/worker-types.ts';
import type { Text } from '../../core/text.ts';

type Tell = (came: string, wanted: string) => Text;

/** What can be wrong with an archive as a whole; what came before it in the archive was read. */
const archiveTexts = {
  'not-an-archive': (came, wanted) => ({
    en: `Not an archive that can be read (${came}); ${wanted} is wanted.`,
    ja: `読めるアーカイブではありません (${came})。zip・tar・tar.gz・tar.xz が読めます。`,
  }),
  'unsupported-archive': (came, wanted) => ({
    en: `This kind of archive cannot be read (${came}); ${wanted} is wanted. Unpack it and drop the folder.`,
    ja: `この種類のアーカイブは読めません (${came})。展開したフォルダをドロップしてください。`,
  }),
  'empty-archive': () => ({ en: 'The archive holds no file.', ja: 'アーカイブにファイルがありません。' }),
  'not-a-tar': (came) => ({
    en: `Unpacks to something that is no tar (${came}).`,
    ja: `展開すると tar ではないものが出てきました (${came})。`,
  }),
  'truncated-archive': (came) => ({
    en: `The archive is cut off (${came}). What came before was read; download or copy it again for the rest.`,
    ja: `アーカイブが途中で切れています (${came})。そこまでは読みました。残りは再ダウンロードしてください。`,
  }),
  'damaged-archive': (came) => ({
    en: `The archive is damaged (${came}). What came before was read; download or copy it again for the rest.`,
    ja: `アーカイブが壊れています (${came})。そこまでは読みました。残りは再ダウンロードしてください。`,
  }),
  'too-many-entries': (came, wanted) => ({
    en: `Too many entries: ${came}; ${wanted}. Split the archive.`,
    ja: `項目が多すぎます: ${came} (${wanted})。アーカイブを分けてください。`,
  }),
  'too-much-expanded': (came, wanted) => ({
    en: `Unpacks to too much: ${came}; ${wanted}.`,
    ja: `展開後が大きすぎます: ${came} (${wanted})。`,
  }),
  'too-compressed': (came, wanted) => ({
    en: `Packed like a decompression bomb: ${came}; ${wanted}.`,
    ja: `圧縮爆弾の疑いがあります: ${came} (${wanted})。`,
  }),
  unreadable: (came) => ({ en: `Could not be read (${came}).`, ja: `読めませんでした (${came})。` }),
  cancelled: () => ({ en: 'Cancelled.', ja: '中止しました。' }),
  unexpected: (came) => ({
    en: `Something unexpected happened: ${came}`,
    ja: `予期しない問題が起きました: ${came}`,
  }),
} satisfies Partial<Record<FileProblem['kind'], Tell>>;

/** What can be wrong with one file of an archive. */
const entryTexts = {
  'path-empty': () => ({ en: 'Has no name in its archive.', ja: 'アーカイブ内の名前がありません。' }),
  'path-absolute': (came) => ({
    en: `Would lie outside of its archive (${came}).`,
    ja: `アーカイブの外を指すパスです (${came})。`,
  }),
  'path-escapes': (came) => ({
    en: `Its path leaves the archive with .. (${came}).`,
    ja: `パスが .. でアーカイブの外に出ます (${came})。`,
  }),
  'path-control': (came) => ({
    en: `Its path has control characters (${came}).`,
    ja: `パスに制御文字があります (${came})。`,
  }),
  'path-too-long': (_, wanted) => ({
    en: `Its path is too long; ${wanted}.`,
    ja: `パスが長すぎます (${wanted})。`,
  }),
  'path-duplicate': () => ({
    en: 'Another file of the archive has this path; the first one is used.',
    ja: '同じパスのファイルが他にもあります。最初のものを使います。',
  }),
  link: () => ({ en: 'A link, not a file.', ja: 'ファイルではなくリンクです。' }),
  device: () => ({ en: 'A device, not a file.', ja: 'ファイルではなくデバイスです。' }),
  'unsupported-entry': (came) => ({
    en: `A kind of entry that cannot be read (${came}).`,
    ja: `読めない種類の項目です (${came})。`,
  }),
  'unsupported-compression': (came, wanted) => ({
    en: `Packed in a way that cannot be read (${came}); ${wanted} is wanted.`,
    ja: `読めない圧縮方式です (${came})。通常の方式で zip を作り直してください。`,
  }),
  encrypted: () => ({
    en: 'Encrypted. Pack it without a password.',
    ja: '暗号化されています。パスワードなしで作り直してください。',
  }),
  'entry-too-large': (came, wanted) => ({
    en: `Too large: ${came}; ${wanted}.`,
    ja: `大きすぎます: ${came} (${wanted})。`,
  }),
  'nested-archive': (came) => ({
    en: `An archive inside an archive (${came}). Unpack the outer one and drop what is inside.`,
    ja: `アーカイブの中のアーカイブです (${came})。外側を展開して中身をドロップしてください。`,
  }),
  'damaged-entry': (came) => ({
    en: `Damaged in the archive (${came}).`,
    ja: `アーカイブの中で壊れています (${came})。`,
  }),
  'passed-by': () => ({
    en: 'Was passed by while the archive was read. Open it again.',
    ja: 'アーカイブの読み取り中に読み飛ばされました。開き直してください。',
  }),
} satisfies Partial<Record<FileProblem['kind'], Tell>>;

const pictureTexts = {
  'not-an-image': (came) => ({
    en: `Not a PNG, JPEG, WebP, GIF, AVIF, BMP or TIFF image (${came}).`,
    ja: `PNG・JPEG・WebP・GIF・AVIF・BMP・TIFF の画像ではありません (${came})。`,
  }),
  'damaged-image': (came) => ({
    en: `Damaged or cut off (${came}). Copy the file again.`,
    ja: `壊れているか途中で切れています (${came})。コピーし直してください。`,
  }),
  'unsupported-image': (came, wanted) => ({
    en: `${came} is not supported. Convert it to ${wanted}.`,
    ja: `${came.replace(/^TIFF with (.+)$/, 'TIFF ($1)').replace(/ in this browser$/, ' (このブラウザ)')} には対応していません。${wanted} に変換してください。`,
  }),
  'too-large': (came) => ({
    en: `Too large: ${came}. Scale it down first.`,
    ja: `大きすぎます: ${came}。先に縮小してください。`,
  }),
  'too-small': (came) => ({
    en: `Too small: ${came}; at least 8 x 8 px is wanted.`,
    ja: `小さすぎます: ${came}。8 x 8 px 以上が必要です。`,
  }),
} satisfies Partial<Record<FileProblem['kind'], Tell>>;

const placeTexts = {
  'link-not-followed': () => ({
    en: 'A link (symlink or shortcut), which browsers do not follow. Drop what it points to.',
    ja: 'リンク (シンボリックリンクやショートカット) です。ブラウザはリンク先を読めないため、リンク先そのものをドロップしてください。',
  }),
  'folder-shows-nothing': () => ({
    en: 'The browser shows nothing in this folder: it is empty, or holds links (symlinks) alone, which browsers do not follow. Drop the folder that they point to.',
    ja: 'このフォルダには、ブラウザから見えるものがありません。空であるか、シンボリックリンクだけが入っています。リンクの場合は、リンク先のフォルダをドロップしてください。',
  }),
  'folder-too-deep': (_, wanted) => ({
    en: `Too deep: folders are read ${wanted} levels down. Drop a folder nearer to the images.`,
    ja: `階層が深すぎます (${wanted} 階層まで読みます)。画像に近いフォルダをドロップしてください。`,
  }),
  'rest-unseen': (came) => ({
    en: `Only its first ${came} were looked through: the category was chosen while it was read. Drop it again for the others.`,
    ja: `カテゴリが途中で選ばれたため、先頭の ${came} までを確認しました。他のカテゴリはもう一度ドロップしてください。`,
  }),
  'mask-size-differs': (came) => ({
    en: `The mask has another size than its image (${came}); the image is used without it.`,
    ja: `マスクの大きさが画像と違います (${came})。画像はマスクなしで使います。`,
  }),
  'mask-value-unknown': (came, wanted) => ({
    en: `Pixels of this mask have the number ${came}, which defects_config.json does not list (${wanted}); they are taken for defects all the same.`,
    ja: `このマスクには、defects_config.json (${wanted}) にない値 ${came} の画素があります。欠陥として扱います。`,
  }),
  'list-too-large': (came, wanted) => ({
    en: `Not read as a list of labels: ${came}; at most ${wanted}. Split it, or leave out what labels do not need.`,
    ja: `ラベルの一覧として読めません: ${came} (上限は ${wanted})。分割するか、ラベルに不要な内容を除いてください。`,
  }),
  'mask-without-image': (came) => ({
    en: `No test image belongs to this mask (${came}).`,
    ja: `このマスクに対応するテスト画像がありません (${came})。`,
  }),
  'unknown-place': () => ({
    en: 'Not in a folder that means anything here (train/good, test/…, ground_truth/…).',
    ja: '意味の分かるフォルダ (train/good, test/…, ground_truth/…) の中にありません。',
  }),
  'unused-normal-mask': () => ({
    en: 'A mask beside a normal image: it has nothing to mark.',
    ja: '正常画像の横にあるマスクです。印を付けるものがないため使いません。',
  }),
  'unused-boxes': () => ({
    en: 'Boxes around defects: not read. Masks are read as pictures (ground_truth/<defect>/<name>_mask.png).',
    ja: '欠陥を囲む矩形のファイルです。矩形は読みません。マスクは画像で読みます (ground_truth/<欠陥名>/<名前>_mask.png)。',
  }),
  'unused-unlabelled': () => ({
    en: 'A test image without a label: left out, since nothing can be scored against it.',
    ja: 'ラベルのないテスト画像です。採点できないため使いません。',
  }),
  'defect-in-training': () => ({
    en: 'Its mask marks a defect: left out of training.',
    ja: 'マスクに欠陥があるため、学習から外しました。',
  }),
  duplicate: (came) => ({ en: `The same file as ${came}.`, ja: `${came} と同じファイルです。` }),
  'table-line': (came, wanted) => ({
    en: `Line ${came}; ${wanted} is wanted.`,
    ja: `${came.replace(':', ' 行目:')} (必要なもの: ${wanted})。`,
  }),
} satisfies Partial<Record<FileProblem['kind'], Tell>>;

const texts: Readonly<Record<FileProblem['kind'], Tell>> = {
  ...pictureTexts,
  ...placeTexts,
  ...archiveTexts,
  ...entryTexts,
};

export function fileProblemText({ kind, came, wanted = '' }: FileProblem): Text {
  return texts[kind](came, wanted);
}
