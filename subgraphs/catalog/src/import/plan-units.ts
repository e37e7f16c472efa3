import { deriveId, type Uuid } from '@yoyaku/platform/ids';
import { MOST_ATTRIBUTES } from '../unit/unit-attributes.ts';
import type { UnitRow } from '../unit/unit.entity.ts';
import type { Problems } from './csv-table.ts';
import type { ImportedUnit, UnitVariant } from './import-units.store.ts';
import type { UnitLine } from './unit-rows.ts';

/** A row whose variant is known. */
export interface PlacedLine {
  readonly line: UnitLine;
  readonly variant: UnitVariant;
}

export interface UnitPlan {
  readonly added: readonly ImportedUnit[];
  readonly changed: readonly ImportedUnit[];
}

/** Finds the variant of each row; one that has none it can be of is a problem, and so is a unit named twice. */
export function placeUnits(
  lines: readonly UnitLine[],
  variants: readonly UnitVariant[],
  problems: Problems,
): PlacedLine[] {
  const bySku = new Map(variants.map((variant) => [variant.sku, variant]));
  const rows = new Map<string, number>();
  const placed: PlacedLine[] = [];
  for (const line of lines) {
    const { row, label, sku } = line;
    const variant = sku === null ? variants[0] : bySku.get(sku);
    const problem = placeProblem(variant);
    if (problem) problems.add(row, sku === null ? null : 'sku', problem);
    if (!variant || problem) continue;
    const name = `${variant.variantId} ${label}`;
    const earlier = rows.get(name);
    if (earlier !== undefined) problems.add(row, 'label', `Row ${earlier} has the same label.`);
    rows.set(name, earlier ?? row);
    placed.push({ line, variant });
  }
  return placed;
}

function placeProblem(variant: UnitVariant | undefined): string | null {
  if (!variant) return 'The shop has no variant of this stock keeping unit.';
  if (variant.archived) return 'The variant is archived; restore it first.';
  return variant.fits ? null : 'The pieces of the variant are counted, or are seats of performances.';
}

/** Decides what each row means, given the units that there are. */
export function planUnits(
  placed: readonly PlacedLine[],
  existing: readonly UnitRow[],
  newId: Uuid,
  problems: Problems,
): UnitPlan {
  const known = new Map(existing.map((unit) => [`${unit.variantId} ${unit.label}`, unit]));
  const added: ImportedUnit[] = [];
  const changed: ImportedUnit[] = [];
  for (const { line, variant } of placed) {
    const unit = known.get(`${variant.variantId} ${line.label}`);
    const attributes = merged(unit?.attributes ?? {}, line.attributes);
    if (unit?.status === 'RETIRED')
      problems.add(line.row, 'label', 'The unit of this label is retired; reinstate it first.');
    if (Object.keys(attributes).length > MOST_ATTRIBUTES) {
      problems.add(line.row, null, `A unit may have at most ${MOST_ATTRIBUTES} attributes.`);
    }
    const unitId = unit?.unitId ?? deriveId('importUnits', newId, String(line.row));
    const imported = { unitId, poolId: variant.variantId, label: line.label, attributes };
    if (!unit) added.push(imported);
    else if (isOtherwise(unit.attributes, attributes)) changed.push(imported);
  }
  return { added, changed };
}

/** What the file says replaces what is known; what it says nothing of stays. */
const merged = (known: Readonly<Record<string, string>>, said: UnitLine['attributes']): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...known, ...said }).filter((entry): entry is [string, string] => entry[1] !== null),
  );

const isOtherwise = (known: Readonly<Record<string, string>>, wanted: Readonly<Record<string, string>>): boolean =>
  Object.keys(known).length !== Object.keys(wanted).length ||
  Object.entries(wanted).some(([name, value]) => known[name] !== value);
