import { type DocumentNode, Kind, type ObjectTypeDefinitionNode, visit } from 'graphql';

const ROOTS = ['Query', 'Mutation', 'Subscription'];

/**
 * Leaves every entity one description, that of the subgraph which knows most of it. Composition itself takes the most
 * frequent, which for an entity is that of the stubs; and root types belong to nobody.
 */
export function describeOnce(documents: readonly DocumentNode[]): DocumentNode[] {
  const describer = new Map<string, ObjectTypeDefinitionNode>();
  for (const type of documents.flatMap(objectTypes)) {
    const known = describer.get(type.name.value);
    if (!known || countFields(type) > countFields(known)) describer.set(type.name.value, type);
  }
  return documents.map((document) =>
    visit(document, {
      ObjectTypeDefinition(type) {
        const owned = !isEntity(type) || describer.get(type.name.value) === type;
        if (owned && !ROOTS.includes(type.name.value)) return undefined;
        const { description: _, ...rest } = type;
        // Fields in common with the describer are those of the key.
        const common = new Set(describer.get(type.name.value)?.fields?.map(({ name }) => name.value));
        const fields = type.fields?.map(({ description, ...field }) =>
          owned || !common.has(field.name.value) ? { ...field, ...(description && { description }) } : field,
        );
        return { ...rest, ...(fields && { fields }) };
      },
    }),
  );
}

const objectTypes = ({ definitions }: DocumentNode) =>
  definitions.filter((definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION);

const isEntity = ({ directives }: ObjectTypeDefinitionNode) =>
  directives?.some(({ name }) => name.value === 'key') ?? false;

const countFields = ({ fields }: ObjectTypeDefinitionNode) => fields?.length ?? 0;
