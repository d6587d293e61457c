/** What choosers of files offer at first; what else is chosen is looked at as well. */
const archives = '.zip,.tar,.gz,.tgz,.xz,.txz';

/** Pictures, and archives of them. */
export const acceptedImages = `image/*,.tif,.tiff,${archives}`;

/** A dataset: its lists of labels, too. */
export const acceptedDatasets = `image/*,.tif,.tiff,.csv,${archives}`;
