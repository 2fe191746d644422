/** How a comment begins that silences findings. */
export const MARK_OF_SUPPRESSION = 'multi-engine-ignore';
