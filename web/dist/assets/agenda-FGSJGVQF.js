import{D as t,G as e}from"./chunk-2VMT57P3.js";function i(){return t(e,{children:"This screen is being built."})}export{i as default};
