import { type DocumentNode, Kind, type ObjectTypeDefinitionNode, visit } from 'graphql';

const ROOTS = ['Query', 'Mutation', 'Subscription'];

/**
 * Leaves every entity one description, that of the subgraph which knows most of it. Composition itself takes the most
 * frequent, which for an entity is that of the stubs; and root types belong to nobody.
 */
export function describeOnce<Service extends { readonly typeDefs: DocumentNode }>(
  services: readonly Service[],
): Service[] {
  const describer = new Map<string, ObjectTypeDefinitionNode>();
  for (const type of services.flatMap(({ typeDefs }) => objectTypes(typeDefs))) {
    const known = describer.get(type.name.value);
    if (!known || countFields(type) > countFields(known)) describer.set(type.name.value, type);
  }
  const describe = (type: ObjectTypeDefinitionNode): ObjectTypeDefinitionNode => {
    const owner = describer.get(type.name.value);
    const owned = !isEntity(type) || owner === type;
    if (owned && !ROOTS.includes(type.name.value)) return type;
    // Fields in common with the owner are those of the key.
    const common = new Set(owned ? [] : owner?.fields?.map(({ name }) => name.value));
    const fields = type.fields?.map((field) => (common.has(field.name.value) ? undescribed(field) : field));
    return { ...undescribed(type), ...(fields && { fields }) };
  };
  return services.map((service) => ({
    ...service,
    typeDefs: visit(service.typeDefs, { ObjectTypeDefinition: describe }),
  }));
}

function undescribed<Node extends { readonly description?: unknown }>(node: Node): Omit<Node, 'description'> {
  return Object.fromEntries(Object.entries(node).filter(([key]) => key !== 'description')) as Omit<Node, 'description'>;
}

const objectTypes = ({ definitions }: DocumentNode) =>
  definitions.filter((definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION);

const isEntity = ({ directives }: ObjectTypeDefinitionNode) =>
  directives?.some(({ name }) => name.value === 'key') ?? false;

const countFields = ({ fields }: ObjectTypeDefinitionNode) => fields?.length ?? 0;
